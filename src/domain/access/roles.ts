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

/** What an organisation is; it decides which roles its accounts may have. */
export const ORGANISATION_KINDS = [
  'TRAFFIC_POLICE',
  'INSPECTION_STATION',
  'REPAIR_STATION',
  'PORT_AUTHORITY',
  'MARITIME',
  'ECOLOGY_BUREAU',
  'TRANSPORT_BUREAU',
  'SITE_OPERATOR',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** The one kind of organisation in which a role makes sense: a repair station has no police accounts. */
export const KIND_OF_ROLE: Readonly<Record<Role, OrganisationKind>> = {
  TRAFFIC_POLICE: 'TRAFFIC_POLICE',
  INSPECTION_STATION: 'INSPECTION_STATION',
  REPAIR_STATION: 'REPAIR_STATION',
  PORT_AUTHORITY: 'PORT_AUTHORITY',
  MARITIME: 'MARITIME',
  ECOLOGY_BUREAU: 'ECOLOGY_BUREAU',
  TRANSPORT_BUREAU: 'TRANSPORT_BUREAU',
  SITE_OPERATOR: 'SITE_OPERATOR',
  ADMINISTRATOR: 'SITE_OPERATOR',
};

const KNOWN_ROLES: ReadonlySet<string> = new Set(ROLES);

/** Whether a text from outside is a role. */
export const isRole = (text: string): text is Role => KNOWN_ROLES.has(text);
