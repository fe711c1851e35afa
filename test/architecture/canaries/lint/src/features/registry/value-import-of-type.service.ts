import { DataSource } from 'typeorm';

export const name = (source: DataSource): string => typeof source;
