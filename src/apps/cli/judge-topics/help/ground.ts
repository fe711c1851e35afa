/** Help for the topics of identifiers, stages and zones; every line that begins with `{` is a case that can be tried. */
export const GROUND_HELP = {
  plate: `judge plate: a plate number by GA 36-2018, with its type by GA/T 16.7 where it is known.

plateNumber   as it was written; full-width letters are read
plateType     号牌种类, two digits; may be left out

Answer: {"ok":true,"normalized","kind","city"?,"warnings":[]} or {"ok":false,"code","field","message"}

{"plateNumber":"苏ＡＤ１２３４５"}
{"plateNumber":"沪A12345D","plateType":"51"}
`,
  vin: `judge vin: a vehicle identification number by GB 16735-2019.

Answer: {"ok":true,"normalized","warnings":[]} or {"ok":false,"code","field","message"}

{"vin":"LZZ5ELNB6CN123456"}
`,
  uscc: `judge uscc: a unified social credit code by GB 32100-2015.

Answer: {"ok":true,"normalized","warnings":[]} or {"ok":false,"code","field","message"}

{"uscc":"91310115MA1FAKE00Y"}
`,
  division: `judge division: a division code by GB/T 2260.

code          six digits
on            the civil date of a historical record; left out: a new record

Answer: {"ok":true,"normalized","name","level","city","warnings":[]} or {"ok":false,"code","successor"?,"message"}

{"code":"310115"}
{"code":"341400","on":"2009-01-01"}
`,
  imo: `judge imo: an IMO ship number.

Answer: {"ok":true,"normalized","warnings":[]} or {"ok":false,"code","field","message"}

{"imo":"IMO 9074729"}
`,
  stage: `judge stage: the emission stage by the best evidence, and whether the vehicle is a 国三 diesel truck.

fuel               GA/T 16.9 letters; null or "" where the register leaves it blank
vehicleType        GA/T 16.4
emissionStage      as the register writes it: G3, 3, 国三
firstRegisteredOn  YYYY-MM-DD
massKg             may be left out
evidence           [{"source":"DISCLOSURE|TYPE_APPROVAL|REGISTRATION|DATE_INFERENCE","stage"}], may be left out

{"fuel":"B","vehicleType":"H11","emissionStage":"3","firstRegisteredOn":"2010-03-01"}
`,
  zone: `judge zone: whether a restriction holds for a vehicle at a moment and place.

rule          the id of a known restriction, or {"area"?,"stageMax"?,"fuel"?,"vehicleScope"?,"hours"?,"exemptions"?,"ruleSet"?,
              "validFrom"?,"validTo"?,...}
vehicle       {"stage","fuel","vehicleType","plateNumber","plateType"}, each where it is known
at            a moment; without an offset of Asia/Shanghai
place         {"lat","lon"}, {"road"} or {"inside":true}
activations   [{"ruleSet","from","until"|"to","divisions"?}]: heavy-pollution days

Answer: {"restricted":true|false|null,"reason"}; with null also {"missing":[],"nextStep"}

{"rule":"SH-S20-TRUCK-2020","vehicle":{"stage":"国三","fuel":"B","vehicleType":"H11"},"at":"2020-06-01","place":{"road":"S20"}}
`,
} as const;
