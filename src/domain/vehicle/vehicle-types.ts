export const VEHICLE_TYPES: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {};
