import { FieldCheckEntity } from './field-check.entity.js';
import { LimitSetDecisionEntity } from './limit-set-decision.entity.js';
import { RawMessageEntity } from './raw-message.entity.js';
import { RemoteSensingRecordEntity } from './remote-sensing-record.entity.js';
import { SmokeCaptureEntity } from './smoke-capture.entity.js';
import { StationStatusEntity } from './station-status.entity.js';
import { StationEntity } from './station.entity.js';
import { TestReportEntity } from './test-report.entity.js';

/** The tables of this feature, as its migration makes them. */
export const INSPECTION_ENTITIES = [
  StationEntity,
  StationStatusEntity,
  LimitSetDecisionEntity,
  TestReportEntity,
  RemoteSensingRecordEntity,
  SmokeCaptureEntity,
  FieldCheckEntity,
  RawMessageEntity,
];
