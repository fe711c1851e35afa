import { organisationCheckCharacter, usccCheckCharacter } from '../../src/domain/shared/uscc.js';
import type { OwnerKind } from '../../src/domain/vehicle/vehicle-facts.js';
import type { Place } from './places.js';
import type { Random } from './random.js';

/** Who a vehicle belongs to; natural persons have neither name nor number here. */
export interface Owner {
  readonly ownerKind: OwnerKind;
  readonly ownerUscc: string | null;
}

const USCC_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Organisation codes of this series have not been handed out, so no real body is named. */
const UNUSED_SERIES = 'MAX';
const TAIL_LENGTH = 5;
const FLEETS_IN_A_CITY = 400;

/** A credit code with both check characters (GB 32100-2015, GB 11714). @param tail number of the body, from 0 */
export function makeUscc(prefix: '11' | '91' | '92', division: string, tail: number): string {
  const organisation = organisationOf(tail);
  return withUsccCheck(prefix + division + organisation + organisationCheckCharacter(organisation));
}

/** A credit code whose own check is right and that of the organisation inside is not. */
export function makeUsccWithWrongInside(division: string, tail: number): string {
  const organisation = organisationOf(tail);
  const wrong = organisationCheckCharacter(organisation) === '1' ? '2' : '1';
  return withUsccCheck(`91${division}${organisation}${wrong}`);
}

/** The same credit code with another last character. */
export function withWrongUsccCheck(uscc: string): string {
  const wrong = uscc.endsWith('0') ? '1' : '0';
  return uscc.slice(0, -1) + wrong;
}

function organisationOf(tail: number): string {
  let rest = tail;
  let characters = '';
  for (let place = 0; place < TAIL_LENGTH; place += 1) {
    characters = (USCC_CHARACTERS[rest % USCC_CHARACTERS.length] ?? '') + characters;
    rest = Math.floor(rest / USCC_CHARACTERS.length);
  }
  return UNUSED_SERIES + characters;
}

const withUsccCheck = (first17: string): string => first17 + usccCheckCharacter(first17);

/** A company of the city; it comes again, as fleets have many vehicles. */
export function companyOf(random: Random, place: Place): Owner {
  const fleet = random.below(FLEETS_IN_A_CITY);
  const county = place.counties[fleet % place.counties.length] ?? place.city;
  return { ownerKind: 'ORG', ownerUscc: makeUscc('91', county, fleet * 7_919) };
}

/** A public body of the city. */
export const publicBodyOf = (place: Place): Owner => ({
  ownerKind: 'ORG',
  ownerUscc: makeUscc('11', place.city, Number(place.city)),
});

/** A company in most cases, else a person or an individual business. */
export function carrierOf(random: Random, place: Place): Owner {
  const share = random.below(100);
  if (share < 60) return companyOf(random, place);
  if (share < 90) return { ownerKind: 'PERSON', ownerUscc: null };
  const uscc = makeUscc('92', random.pick(place.counties), 10_000_000 + random.below(10_000_000));
  return { ownerKind: 'INDIVIDUAL_BUSINESS', ownerUscc: uscc };
}
