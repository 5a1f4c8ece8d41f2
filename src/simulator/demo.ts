import { parseScenario } from './scenario.ts';
import story from './scenarios/demo.json' with { type: 'json' };

/** The scenario of the demo: account 111122223333 with pools in every state. Its access key is the first of `account.accessKeys`. */
export const demoScenario = parseScenario(story);
