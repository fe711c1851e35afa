import { StationRepository } from '../inspections/index.js';
import type { VehicleExtension } from '../registry/index.js';
import { LoopBooks } from './loop-books.js';
import { LoopRuleRepository } from './loop-rule.repository.js';
import { LoopExtension } from './loop.extension.js';
import { StationBooks } from './station-books.js';

/** What the loop adds to the vehicles of a process. */
export const loopExtension = (): VehicleExtension =>
  new LoopExtension(new LoopBooks(new LoopRuleRepository(), new StationBooks(new StationRepository())));
