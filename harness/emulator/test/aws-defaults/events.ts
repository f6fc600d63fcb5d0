import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/eventbridge/latest/userguide";

/** Of EventBridge. */
export const EVENTS: AwsDefaults = {
  MINIMUM_PUT_EVENTS: [1, "items", `${API}/API_PutEvents.html`],
  MAXIMUM_PUT_EVENTS: [10, "items", `${API}/API_PutEvents.html`],
  MAXIMUM_PUT_BYTES: [262_144, "bytes", `${GUIDE}/eb-putevents.html`],
  MAXIMUM_RULE_NAME_CHARACTERS: [64, "characters", `${API}/API_PutRule.html`],
  MAXIMUM_BUS_NAME_CHARACTERS: [256, "characters", `${API}/API_CreateEventBus.html`],
  MAXIMUM_TARGETS: [5, "items", `${GUIDE}/eb-quota.html`],
  FIRST_CRON_YEAR: [1970, "number", `${GUIDE}/eb-scheduled-rule-pattern.html`],
  LAST_CRON_YEAR: [2199, "number", `${GUIDE}/eb-scheduled-rule-pattern.html`],
  MINIMUM_LISTED: [1, "items", `${API}/API_ListRules.html`],
  MAXIMUM_LISTED: [100, "items", `${API}/API_ListRules.html`],
};
