import pg from 'pg';

export async function createDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`create database ${pg.escapeIdentifier(name)}`);
}
