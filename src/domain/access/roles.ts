/** The kinds of user; an account has exactly one. */
export const ROLES = [
  'TRAFFIC_POLICE',
  'INSPECTION_STATION',
  'REPAIR_STATION',
  'PORT_AUTHORITY',
  'MARITIME',
  'ECOLOGY_BUREAU',
  'TRANSPORT_BUREAU',
  'SITE_OPERATOR',
  'ADMINISTRATOR',
] as const;
export type Role = (typeof ROLES)[number];
