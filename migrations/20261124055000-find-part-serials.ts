import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE INDEX fact_repair_parts ON fact USING gin ((payload -> 'parts') jsonb_path_ops)
  WHERE kind = 'loop.repair-completed';
`;

const DOWN = 'DROP INDEX fact_repair_parts;';

/** Repairs are found by the serial of a part, whichever station fitted it. */
export class FindPartSerials1795499400000 implements MigrationInterface {
  name = 'FindPartSerials1795499400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
