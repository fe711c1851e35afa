import { normalise } from '../../domain/vehicle/plate.js';

// A printed answer is what a command line is for.
console.log(normalise('沪A 12345'));
