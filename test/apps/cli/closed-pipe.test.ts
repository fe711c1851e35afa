import { describe, expect, it } from '@jest/globals';
import { startRoot } from '../../support/process.js';

describe('a command line whose reader has seen enough', () => {
  it.each([[['help']], [['verify-release', '/nowhere']]])(
    'should end as it would have, and say nothing of the pipe: %j',
    async (args) => {
      const heard = startRoot('cli/main.js', {}, args);
      const unheard = startRoot('cli/main.js', {}, args);
      unheard.child.stdout?.destroy();
      expect(await unheard.ended).toBe(await heard.ended);
      expect(unheard.errors()).toBe(heard.errors());
    },
  );
});
