export { Column } from 'typeorm';
