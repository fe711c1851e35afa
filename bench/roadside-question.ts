/** A plate that a vehicle holds. */
export interface Plate {
  readonly number: string;
  readonly type: string;
}

/** What a hand-held device asks: every field of the answer, the vehicle in full once, in the order of the schema. */
export const ROADSIDE_QUERY = `query RoadsideCheck($plateNumber: String!, $plateType: String) {
  roadsideCheck(plateNumber: $plateNumber, plateType: $plateType) {
    verdict verdictText ambiguous
    reasons { code text verdict clause { id document article text } since evidenceAt evidenceAgeDays nextStep
      nextStepText vehicleId province }
    vehicle { id } vehicles { ...OnRoad }
    sources { province name status asOf }
    plateNumber at checkedAt warnings { code text }
    restrictions { ruleId vehicleId name restricted reason text clause until missing nextStep nextStepText }
  }
}
fragment OnRoad on RoadsideVehicle {
  id match vin frameNo plate { number type typeName color from to }
  vehicleType vehicleTypeName useNature useNatureName fuel fuelName isDiesel emissionClass stage stageSource massKg
  engineModel firstRegisteredOn division divisionName ownerKind status statusNames scrappedOn
  retrofit { kind on certificateNo } flags { code text } recordedAt
}`;

/** JSON body of the question about a plate. */
export const roadsideBody = ({ number, type }: Plate): string =>
  JSON.stringify({
    operationName: 'RoadsideCheck',
    query: ROADSIDE_QUERY,
    variables: { plateNumber: number, plateType: type },
  });

/** How every answer to the question begins, from the service as from the references. */
export const ANSWER_BEGINS = '{"data":{"roadsideCheck":{"verdict":"';
