import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row of `test_report`; written by the projection alone. */
@Entity('test_report', {
  comment: 'Projection: every test report, the corrected ones included; the fact has the rest',
})
@Check('test_report_division', `division ~ '^[0-9]{6}$'`)
@Check('test_report_result', `result IN ('PASS', 'FAIL', 'VOID', 'UNKNOWN')`)
@Check('test_report_digest', `length(content_digest) = 32`)
@Index('test_report_once', ['site', 'stationCode', 'reportNo'], { unique: true, where: 'supersedes IS NULL' })
@Index('test_report_vehicle', { synchronize: false })
@Index('test_report_province', { synchronize: false })
@Index('test_report_station', { synchronize: false })
@Index('test_report_held', { synchronize: false })
@Index('test_report_held_station', { synchronize: false })
@Index('test_report_series', { synchronize: false })
@Index('test_report_recorded', { synchronize: false })
export class TestReportEntity {
  @PrimaryColumn({ type: 'uuid', name: 'fact_id', primaryKeyConstraintName: 'test_report_pkey' })
  factId!: string;

  @Column({ type: 'text' })
  site!: string;

  @Column({ type: 'uuid', name: 'vehicle_id' })
  vehicleId!: string;

  @Column({ type: 'text', name: 'station_code' })
  stationCode!: string;

  @Column({ type: 'text' })
  division!: string;

  @Column({ type: 'text', name: 'report_no' })
  reportNo!: string;

  @Column({ type: 'uuid', nullable: true })
  supersedes!: string | null;

  @Column({ type: 'boolean', name: 'in_force' })
  inForce!: boolean;

  @Column({ type: 'boolean' })
  held!: boolean;

  @Column({ type: 'text', name: 'check_type' })
  checkType!: string;

  @Column({ type: 'text' })
  method!: string;

  @Column({ type: 'text', name: 'station_result' })
  stationResult!: string;

  @Column({ type: 'text' })
  result!: string;

  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 })
  startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3 })
  endedAt!: Date;

  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3 })
  recordedAt!: Date;

  @Column({ type: 'bytea', name: 'content_digest' })
  contentDigest!: Buffer;

  /** Hex; the same hash on tests of two vehicles is one curve used twice. */
  @Column({ type: 'text', name: 'series_sha256', nullable: true })
  seriesSha256!: string | null;
}
