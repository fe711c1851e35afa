export const statement = (plate: string): string => `delete from vehicle where plate_number = '${plate}'`;
