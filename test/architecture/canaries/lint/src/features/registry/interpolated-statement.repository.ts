const statement = (name: string, text: string): string => `${name}: ${text}`;

export const drop = (table: string): string => statement('drop', `drop table ${table}`);
