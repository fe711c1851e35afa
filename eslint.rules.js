/**
 * The project's own rules. Each is a list of AST selectors and one message, and has a name of its own,
 * so that a later configuration object can not silently replace it and a planted violation can name it.
 */

const forbid = (message, selectors) => ({
  meta: { type: 'problem', schema: [], messages: { forbidden: message } },
  create: (context) =>
    Object.fromEntries(
      selectors.map((selector) => [selector, (node) => context.report({ node, messageId: 'forbidden' })]),
    ),
});

const ROOT_FIELD = '/^(?:Query|Mutation|Subscription)$/';
// `>` inside :has() does not match a decorator, so the guard is looked for anywhere below the method.
const UNGUARDED_METHOD =
  'MethodDefinition:not(:has(Decorator CallExpression[callee.name="Allow"][arguments.length>0]))' +
  ':not(:has(Decorator CallExpression[callee.name="Public"]))';

// What may stand between ${ and } in SQL: a constant of the program, or a name or text that pg has quoted.
const INTERPOLATION =
  ':not(TemplateElement):not(Identifier[name=/^[A-Z][A-Z0-9_]*$/])' +
  ':not(CallExpression[callee.property.name=/^escape(?:Identifier|Literal)$/])' +
  ':not(CallExpression[callee.name=/^escape(?:Identifier|Literal)$/])';
const RUNS_SQL =
  ':matches(CallExpression[callee.property.name=/^(?:query|execute)$/], CallExpression[callee.name="statement"])';
const SQL_OPENING =
  '/^\\s*(?:select\\s[^]*\\sfrom\\s|insert\\s+into\\s|update\\s[^]*\\sset\\s|delete\\s+from\\s|with\\s+\\w+\\s+as\\s)/i';

const LOCAL_TIME =
  '/^(?:[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|toLocale(?:|Date|Time)String)$/';

export const rules = {
  'root-field-guarded': forbid('Say who may call this root field: @Allow(permission, …) or @Public().', [
    `${UNGUARDED_METHOD} > Decorator > CallExpression[callee.name=${ROOT_FIELD}]`,
    `${UNGUARDED_METHOD} > Decorator > CallExpression[callee.property.name=${ROOT_FIELD}]`,
    `ImportSpecifier[imported.name=${ROOT_FIELD}]:not([local.name=${ROOT_FIELD}])`,
  ]),
  'no-forward-ref': forbid('forwardRef hides a cycle: move what both need to a lower rank.', [
    'ImportSpecifier[imported.name="forwardRef"]',
    'MemberExpression[property.name="forwardRef"]',
  ]),
  'pure-domain': forbid(
    'The domain has no clock, chance, time zone, locale or framework: take the value as an argument.',
    [
      'MemberExpression[object.name="Date"][property.name="now"]',
      'NewExpression[callee.name="Date"][arguments.length=0]',
      'NewExpression[callee.name="Date"][arguments.length>1]',
      'CallExpression[callee.name="Date"]',
      'MemberExpression[object.name="Math"][property.name="random"]',
      `MemberExpression[property.name=${LOCAL_TIME}]`,
      'MemberExpression[property.name="localeCompare"]',
      'Decorator',
    ],
  ),
  'environment-in-config': forbid(
    'Only src/platform/config reads the environment: hand it to loadConfig, take a typed setting.',
    [
      ':not(CallExpression[callee.name="loadConfig"]) > MemberExpression[object.name="process"][property.name="env"]',
      'MemberExpression[object.name="process"][property.value="env"]',
      'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
      'ImportDeclaration[source.value=/^(?:node:)?process$/]',
    ],
  ),
  'no-interpolated-sql': forbid(
    'SQL takes values as parameters; only an UPPER_CASE constant or what pg has escaped may be spliced in.',
    [
      `${RUNS_SQL} > TemplateLiteral.arguments > ${INTERPOLATION}`,
      `${RUNS_SQL} > BinaryExpression.arguments[operator="+"]`,
      `${RUNS_SQL} > ObjectExpression > Property[key.name="text"] > TemplateLiteral > ${INTERPOLATION}`,
      `:not(${RUNS_SQL}) > TemplateLiteral:has(TemplateElement[value.raw=${SQL_OPENING}]) > ${INTERPOLATION}`,
    ],
  ),
  'no-default-export': forbid('Export by name, so that a thing has one name everywhere.', [
    'ExportDefaultDeclaration',
    'ExportSpecifier[exported.name="default"]',
  ]),
  'no-double-assertion': forbid(
    'A cast through unknown switches the type check off: narrow the value instead.',
    [
      'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
      'TSAsExpression > TSAsExpression[typeAnnotation.type="TSAnyKeyword"]',
    ],
  ),
};
