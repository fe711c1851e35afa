export { length } from './wrong-type';
