interface Connection {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

const COLUMNS = 'id, plate_number';

export const find = (connection: Connection, plate: string): Promise<unknown> =>
  connection.query(`select ${COLUMNS} from vehicle where plate_number = '${plate}'`);
