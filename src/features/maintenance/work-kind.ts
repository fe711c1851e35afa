/** What a repair station has to do. REFERRED: a vehicle of its city that is on the list and came to nobody yet. */
export type WorkKind = 'REFERRED' | 'IN_REPAIR' | 'WAITING_FOR_RETEST' | 'OVERDUE';
