/**
 * Functions that give the copy number `c` of a vehicle an identity of its own. Plates keep the pattern of their kind and
 * become those of provinces outside of the delta, so that no copy meets an original; two vehicles that share a number
 * share one in every copy. VINs keep a valid check digit (GB 16735-2019).
 */
export const MAKE_FUNCTIONS = `
CREATE SCHEMA bench;

CREATE FUNCTION bench.copy_id(id uuid, c integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS
$$ SELECT md5(id::text || '/' || c)::uuid $$;

CREATE FUNCTION bench.copy_plate(number text, j bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  issuer text := substr('京津冀晋蒙辽吉黑闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新渝', 1 + (j / 240000 % 27)::int, 1)
    || substr('ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (j / 10000 % 24)::int, 1);
  digits text := lpad((j * 7919 % 10000)::text, 4, '0');
BEGIN
  IF right(number, 1) IN ('挂', '学', '警') THEN RETURN issuer || digits || right(number, 1); END IF;
  IF length(number) < 8 THEN RETURN issuer || 'A' || digits; END IF;
  IF right(number, 1) >= 'A' THEN RETURN issuer || '0' || digits || right(number, 1); END IF;
  RETURN issuer || substr(number, 3, 1) || '0' || digits;
END $$;

CREATE FUNCTION bench.vin_value(letter text) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$ SELECT translate(letter, 'ABCDEFGHJKLMNPRSTUVWXYZ', '12345678123457923456789')::int $$;

CREATE FUNCTION bench.copy_vin(vin text, c integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  letters CONSTANT text := 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
  plant text := substr(letters, 1 + (position(substr(vin, 11, 1) IN letters) - 1 + c) % 33, 1);
  serial text := substr(letters, 1 + (position(substr(vin, 12, 1) IN letters) - 1 + c / 33) % 33, 1);
  given integer := CASE substr(vin, 9, 1) WHEN 'X' THEN 10 ELSE bench.vin_value(substr(vin, 9, 1)) END;
  remainder integer := (given
    + 8 * (bench.vin_value(plant) - bench.vin_value(substr(vin, 11, 1)) + 11)
    + 7 * (bench.vin_value(serial) - bench.vin_value(substr(vin, 12, 1)) + 11)) % 11;
BEGIN
  RETURN left(vin, 8) || CASE remainder WHEN 10 THEN 'X' ELSE remainder::text END
    || substr(vin, 10, 1) || plant || serial || substr(vin, 13);
END $$;

CREATE FUNCTION bench.copy_text(original text, olds text[], news text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  FOR n IN 1 .. array_length(olds, 1) LOOP
    original := replace(original, olds[n], news[n]);
  END LOOP;
  RETURN original;
END $$;`;

/** The vehicles to copy, with everything in their texts that names them. */
export const MAKE_BASE = `
CREATE TABLE bench.number AS
  SELECT number, row_number() OVER (ORDER BY number) - 1 AS m
  FROM (SELECT DISTINCT number FROM vehicle_plate) AS known;
CREATE TABLE bench.held AS
  SELECT p.vehicle_id, array_agg(p.number ORDER BY p.ordinal) AS numbers, array_agg(n.m ORDER BY p.ordinal) AS places
  FROM vehicle_plate p JOIN bench.number n USING (number) GROUP BY p.vehicle_id;
ALTER TABLE bench.held ADD PRIMARY KEY (vehicle_id);
ANALYZE bench.number, bench.held;`;

/** One copy of every vehicle: $1 is its number. Made anew before each copy. */
export const MAKE_COPY = `
CREATE TABLE bench.copy AS
  SELECT v.id, new.id AS new_id, new.vin, new.frame_no,
    bench.copy_plate(v.plate_number, $1::bigint * t.total + n.m) AS plate_number,
    ARRAY[v.id::text, coalesce(v.vin, v.frame_no)] || h.numbers AS olds,
    ARRAY[new.id::text, coalesce(new.vin, new.frame_no)]
      || ARRAY(SELECT bench.copy_plate(one.number, $1::bigint * t.total + one.m)
               FROM unnest(h.numbers, h.places) WITH ORDINALITY AS one (number, m, place) ORDER BY place) AS news
  FROM bench.held h JOIN vehicle v ON v.id = h.vehicle_id JOIN bench.number n ON n.number = v.plate_number
  CROSS JOIN (SELECT count(*) AS total FROM bench.number) AS t
  CROSS JOIN LATERAL (SELECT bench.copy_id(v.id, $1) AS id,
    CASE WHEN v.vin IS NOT NULL THEN bench.copy_vin(v.vin, $1) END AS vin,
    v.frame_no || 'C' || $1::text AS frame_no OFFSET 0) AS new`;

/** Writes the rows of the copy; facts of copies are not numbered or chained, since nothing here reads the chain. */
export const INSERT_COPY: readonly string[] = [
  `INSERT INTO vehicle (id, site, vin, frame_no, plate_number, plate_type, plate_color, vehicle_type, use_nature, fuel,
     is_diesel, emission_class, stage, g3_list, first_registered_on, division, owner_kind, owner_uscc, status,
     scrapped_on, flags, recorded_at)
   SELECT c.new_id, site, c.vin, c.frame_no, c.plate_number, plate_type, plate_color, vehicle_type, use_nature, fuel,
     is_diesel, emission_class, stage, g3_list, first_registered_on, division, owner_kind, owner_uscc, status,
     scrapped_on, flags, recorded_at
   FROM bench.copy c JOIN vehicle v USING (id)`,
  `INSERT INTO vehicle_plate (vehicle_id, ordinal, number, type, color, valid_from, valid_to, site)
   SELECT c.new_id, ordinal, c.news[array_position(c.olds, p.number)], type, color, valid_from, valid_to, site
   FROM bench.copy c JOIN vehicle_plate p ON p.vehicle_id = c.id`,
  `INSERT INTO roadside_card (vehicle_id, card)
   SELECT c.new_id, bench.copy_text(card, olds, news) FROM bench.copy c JOIN roadside_card r ON r.vehicle_id = c.id`,
  `INSERT INTO supervision_reason (vehicle_id, code, since, clause, facts, evidence_at)
   SELECT c.new_id, code, since, clause, ARRAY(SELECT bench.copy_id(one, $1) FROM unnest(facts) AS one), evidence_at
   FROM bench.copy c JOIN supervision_reason r ON r.vehicle_id = c.id`,
  `INSERT INTO review_item (vehicle_id, code, since, facts)
   SELECT c.new_id, code, since, ARRAY(SELECT bench.copy_id(one, $1) FROM unnest(facts) AS one)
   FROM bench.copy c JOIN review_item w ON w.vehicle_id = c.id`,
  `INSERT INTO fact (id, site, kind, version, subject_type, subject, occurred_at, recorded_at, payload, supersedes,
     content_hash)
   SELECT bench.copy_id(f.id, $1), site, kind, version, subject_type, c.new_id, occurred_at, recorded_at,
     bench.copy_text(payload::text, olds, news)::jsonb, bench.copy_id(supersedes, $1), content_hash
   FROM bench.copy c JOIN fact f ON f.subject = c.id`,
];
