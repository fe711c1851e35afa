/** What `judge remote-sensing` takes and gives; every line that begins with `{` is a case that can be tried. */
export const REMOTE_SENSING_HELP = `judge remote-sensing: two or more consecutive exceedances of one pollutant within six calendar months (HJ 845-2017).

fuel      GA/T 16.9 letters, or in words (diesel, gasoline, 柴油); null where it is not known. Only diesel has limits: others
          are never listed, and "reason" says so
records   in any order, each {"at","site","device"?,"frame"?,"pollutant":"OPACITY|RINGELMANN|NO","value","valid"}
          at: a moment; without an offset of Asia/Shanghai. frame: names the raw frame; records of a site with one are one
          value: per cent, level or 10⁻⁶, a number or a text of digits
          Above 30 %, level 1 or 1500 exceeds, equal does not. valid:false is not looked at
now       what is later is left out ("laterThanNow"), and an exceedance is a suspicion no longer than six months
passes    moments of passed statutory tests; they end a run only with resetOnPass
config    minGapMinutes        least minutes between two records of one site that count as two, as a chain of several; left
                               out: 10, and "assumed" says so where it matters; null: only one moment is one
          resetOnPass          left out: false
          noCountsForListing   whether NO counts; left out: true

The second counts until the same time of day six months later, that moment included (08-31 → 02-28). A valid record of the
pollutant that does not exceed separates. Records that count as one exceed when one of them does.

Answer: {"state":"NONE|SUSPECT|LISTED","decisive":[indexes],"reason"?,"message"?,"assumed"?,"laterThanNow"?}; decisive: the
two that list, or the standing exceedance of each pollutant that has one

{"fuel":"B","records":[{"at":"2026-03-01T10:00:00+08:00","site":"S1","device":"D1","pollutant":"OPACITY","value":35,"valid":true},{"at":"2026-04-01T10:00:00+08:00","site":"S2","device":"D2","pollutant":"OPACITY","value":"30.1","valid":true}]}
{"fuel":"B","records":[{"at":"2026-03-01T10:00:00+08:00","site":"S1","device":"D1","pollutant":"NO","value":1501,"valid":true}],"now":"2026-09-02T00:00:00+08:00"}
`;
