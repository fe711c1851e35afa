interface Connection {
  query(sql: string): Promise<unknown>;
}

export const find = (connection: Connection, plate: string): Promise<unknown> =>
  connection.query('select id from vehicle where plate_number = ' + plate);
