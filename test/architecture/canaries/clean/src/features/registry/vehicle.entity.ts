import { Entity, PrimaryColumn } from 'typeorm';

@Entity()
export class VehicleRow {
  @PrimaryColumn()
  id!: string;
}
