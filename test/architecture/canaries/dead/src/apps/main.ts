import { DataSource } from 'typeorm';
import { pino } from 'pino';
import { used } from '../platform/parts.js';

export const start = (): unknown[] => [DataSource, pino, used];
