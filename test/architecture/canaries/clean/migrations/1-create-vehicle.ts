import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVehicle1 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table vehicle (id uuid primary key, plate_number text not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table vehicle');
  }
}
