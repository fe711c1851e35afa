import { DEMO_LOGINS, DEMO_PASSWORD } from '../../features/access/index.js';
import type { AppConfig } from '../../platform/config/config.js';

const RULE = '─'.repeat(78);

/** The commands that a newcomer pastes: sign in, then ask the roadside question. */
function demoLines(endpoint: string, plate: string): string[] {
  const accounts = DEMO_LOGINS.map(({ role, login }) => `    ${login.padEnd(10)} ${role}`);
  const send = `curl -s ${endpoint} -H 'content-type: application/json'`;
  const signIn =
    `{"query":"mutation { signIn(login: \\"police\\", password: \\"${DEMO_PASSWORD}\\") ` +
    `{ ... on SignInSucceeded { token } } }"}`;
  const ask =
    `{"query":"{ roadsideCheck(plateNumber: \\"${plate}\\") ` +
    `{ verdict reasons { code text nextStep } vehicle { vehicleType stage plate { number type } } } }"}`;
  return [
    `  Demo accounts 演示账号 (password ${DEMO_PASSWORD}):`,
    ...accounts,
    '',
    '  Try 试一试:',
    `    TOKEN=$(${send} \\`,
    `      -d '${signIn}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
    `    ${send} -H "authorization: Bearer $TOKEN" \\`,
    `      -d '${ask}'`,
  ];
}

/**
 * What the all-in-one process says when it is up.
 * @param plate one to ask about in the demonstration, null without one
 */
export function banner(
  config: AppConfig,
  ports: { readonly api: number; readonly terminals: number },
  plate: string | null,
): string {
  const endpoint = `http://${config.http.host}:${ports.api}/graphql`;
  const lines = [
    '',
    RULE,
    `  Qingtu 清途 is up, site ${config.site}`,
    `  GraphQL    ${endpoint}`,
    ...(config.development ? [`  Workbench  http://${config.http.host}:${ports.api}/graphiql`] : []),
    `  Health     http://${config.http.host}:${ports.api}/health/ready   metrics at /metrics`,
    `  Terminals  ${config.gateway.host}:${ports.terminals} (TCP)`,
    ...(plate === null ? [] : ['', ...demoLines(endpoint, plate)]),
    '',
    '  Ctrl-C stops everything in order 按 Ctrl-C 停止',
    RULE,
    '',
  ];
  return lines.join('\n');
}
