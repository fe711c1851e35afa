import type { Database } from '../../src/platform/database/database.js';
import { statement } from '../../src/platform/database/statement.js';

/** Written by the migration tool itself, so it says nothing about the migrations. */
const NOT_OURS = `c.relname <> 'migrations'`;

const RELATIONS = `FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
  AND ${NOT_OURS}`;

/** One line of the catalogue a row. NOT NULL is told with the column: only since 18 it is a constraint as well. */
const LINES = statement(
  'schema_dump',
  `WITH line (sort, text) AS (
     SELECT c.relname || ' 0', format('table %s%s', c.relname, ' -- ' || obj_description(c.oid, 'pg_class')) ${RELATIONS}
     UNION ALL
     SELECT format('%s 1 %s', c.relname, lpad(a.attnum::text, 4, '0')),
       format('table %s column %s %s%s%s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
         CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END,
         ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
         CASE a.attidentity WHEN 'a' THEN ' IDENTITY ALWAYS' WHEN 'd' THEN ' IDENTITY BY DEFAULT' END,
         ' -- ' || col_description(c.oid, a.attnum))
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.oid IN (SELECT c.oid ${RELATIONS})
     UNION ALL
     SELECT format('%s 2 %s', c.relname, k.conname),
       format('table %s constraint %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
     FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('c', 'p', 'u', 'f', 'x')
     WHERE c.oid IN (SELECT c.oid ${RELATIONS})
     UNION ALL
     SELECT format('%s 3 %s', c.relname, i.relname),
       format('table %s index %s%s', c.relname, pg_get_indexdef(i.oid), ' -- ' || obj_description(i.oid, 'pg_class'))
     FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
     WHERE c.oid IN (SELECT c.oid ${RELATIONS})
     UNION ALL
     SELECT format('%s 4 %s', c.relname, t.tgname), format('table %s trigger %s', c.relname, pg_get_triggerdef(t.oid))
     FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
     WHERE c.oid IN (SELECT c.oid ${RELATIONS})
     UNION ALL
     SELECT format('%s 5 %s %s', c.relname, g.grantee::regrole, g.privilege_type),
       format('table %s grant %s to %s', c.relname, g.privilege_type, g.grantee::regrole)
     FROM pg_class c, aclexplode(c.relacl) g
     WHERE g.grantee <> c.relowner AND c.oid IN (SELECT c.oid ${RELATIONS})
     UNION ALL
     SELECT format('%s 6 %s %s %s', c.relname, a.attname, g.grantee::regrole, g.privilege_type),
       format('table %s column %s grant %s to %s', c.relname, a.attname, g.privilege_type, g.grantee::regrole)
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) g
     WHERE g.grantee <> c.relowner AND c.oid IN (SELECT c.oid ${RELATIONS})
     UNION ALL
     SELECT format('~function %s 0', p.oid::regprocedure), pg_get_functiondef(p.oid)
     FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
     UNION ALL
     SELECT format('~function %s 1 %s', p.oid::regprocedure, g.grantee),
       format('function %s grant %s to %s', p.oid::regprocedure, g.privilege_type,
         CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END)
     FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
     WHERE p.pronamespace = 'public'::regnamespace AND g.grantee <> p.proowner
     UNION ALL
     SELECT format('~schema %s', g.privilege_type), format('schema public grant %s to qingtu_app', g.privilege_type)
     FROM pg_namespace n, aclexplode(n.nspacl) g
     WHERE n.nspname = 'public' AND g.grantee = to_regrole('qingtu_app')
   )
   SELECT text FROM line ORDER BY sort COLLATE "C", text COLLATE "C"`,
);

/**
 * What the migrations have made, as the catalogue tells it: tables, columns, constraints, indexes, triggers, functions
 * and grants. The same on every supported server.
 */
export async function dumpSchema(owner: Database): Promise<string> {
  const lines = await owner.query<{ text: string }>(LINES);
  return lines.map(({ text }) => `${text.trimEnd()}\n`).join('');
}
