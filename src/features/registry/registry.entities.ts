import { ReviewDecisionEntity } from './review-decision.entity.js';
import { PersonalRecordEntity } from './personal-record.entity.js';
import { ReviewItemEntity } from './review-item.entity.js';
import { RoadsideCardEntity } from './roadside-card.entity.js';
import { SupervisionReasonEntity } from './supervision-reason.entity.js';
import { VehicleOwnerEntity } from './vehicle-owner.entity.js';
import { VehiclePlateEntity } from './vehicle-plate.entity.js';
import { VehicleEntity } from './vehicle.entity.js';

/** The tables of this feature, as its migrations make them. */
export const REGISTRY_ENTITIES = [
  VehicleEntity,
  VehiclePlateEntity,
  RoadsideCardEntity,
  SupervisionReasonEntity,
  ReviewItemEntity,
  ReviewDecisionEntity,
  VehicleOwnerEntity,
  PersonalRecordEntity,
];
