export { fixture } from '../../../test/support/fixture.js';
