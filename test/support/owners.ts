import { newKey, valueOf, type WriteAnswer } from './vehicle-requests.js';
import type { Asking, GraphqlAnswer, TestApi } from './api.js';

/** An owner as the API answers him. */
export interface OwnerShown {
  readonly kind: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly idNumber: string | null;
  readonly uscc: string | null;
  readonly erased: boolean;
  readonly recordedOn: string | null;
  readonly masked: boolean;
  readonly maskedBecause: { readonly code: string; readonly text: string } | null;
}

/** A made-up person; every text is long enough to be searched for in a whole database. */
export const PERSON = {
  name: '欧阳测试甲',
  phone: '13912345678',
  address: '上海市浦东新区测试花园路77弄8号901室',
  idNumber: '11010519491231002X',
};
/** The clear texts that may be nowhere but under a seal. */
export const CLEAR_TEXTS = [PERSON.name, PERSON.phone, '测试花园', PERSON.idNumber, '欧阳**'] as const;

export const WHY = { 'x-purpose': 'CASE_INVESTIGATION', 'x-case-no': 'C-2026-60' };
export const REQUESTED = { 'x-purpose': 'DATA_SUBJECT_REQUEST', 'x-case-no': 'R-2026-1' };

const OWNER = `owner { kind name phone address idNumber uscc erased recordedOn masked maskedBecause { code text } }`;

interface FoundWithOwner {
  readonly outcome: string;
  readonly vehicle: { readonly owner: OwnerShown } | null;
}

/** Asks for the owner of one vehicle, by VIN and plate so that stations may ask too. */
export function askOwner(
  api: TestApi,
  vehicle: { readonly vin: string; readonly plate?: object; readonly asOf?: string },
  asking: Asking,
): Promise<GraphqlAnswer> {
  const query = `query ($vin: String, $plate: PlateKeyInput, $asOf: Instant) {
    vehicle(vin: $vin, plate: $plate, asOf: $asOf) { outcome vehicle { ${OWNER} } } }`;
  return api.ask(query, { variables: vehicle, ...asking });
}

/** The owner as the caller is shown him; null when the vehicle is not found. */
export async function ownerSeen(
  api: TestApi,
  vehicle: Parameters<typeof askOwner>[1],
  asking: Asking,
): Promise<OwnerShown | null> {
  const found = valueOf(await askOwner(api, vehicle, asking), 'vehicle') as FoundWithOwner;
  return found.vehicle?.owner ?? null;
}

/** Records the owner of a vehicle. */
export async function recordOwner(
  api: TestApi,
  vin: string,
  ownerParticulars: object,
  more: { readonly on?: string; readonly key?: string } = {},
): Promise<WriteAnswer> {
  const query = `mutation ($key: String!, $vin: String!, $ownerParticulars: OwnerParticularsInput!, $on: String) {
    recordVehicleOwner(idempotencyKey: $key, vehicle: { vin: $vin }, ownerParticulars: $ownerParticulars, on: $on) {
      vehicle { id } problems { code field message } warnings { code } } }`;
  const variables = { key: newKey(), vin, ownerParticulars, ...more };
  const answer = await api.ask(query, { as: 'ECOLOGY_BUREAU', variables });
  return valueOf(answer, 'recordVehicleOwner') as WriteAnswer;
}

/** Erases the owner of a vehicle. */
export function eraseOwner(
  api: TestApi,
  vin: string,
  asking: Asking,
  owners = 'PRESENT',
): Promise<GraphqlAnswer> {
  const query = `mutation ($key: String!, $vin: String!, $owners: ErasedOwners!) {
    eraseOwner(idempotencyKey: $key, vehicle: { vin: $vin }, basis: "沪个信〔2026〕1号", owners: $owners) {
      vehicle { ${OWNER} } problems { code field } } }`;
  return api.ask(query, { variables: { key: newKey(), vin, owners }, ...asking });
}

/** VINs of the vehicles of an owner, or the codes of the errors. */
export async function vehiclesOf(api: TestApi, key: object, asking: Asking): Promise<readonly unknown[]> {
  const query = `query ($name: String, $phone: String, $idNumber: String, $first: Int, $after: String) {
    vehiclesByOwner(name: $name, phone: $phone, idNumber: $idNumber, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { vin } } } }`;
  const answer = await api.ask(query, { variables: { ...key }, ...asking });
  if (answer.errors !== undefined) return answer.errors.map(({ extensions }) => extensions['code']);
  const page = valueOf(answer, 'vehiclesByOwner') as { edges: { node: { vin: string } }[] };
  return page.edges.map(({ node }) => node.vin);
}
