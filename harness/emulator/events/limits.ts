/** Limits of EventBridge (https://docs.aws.amazon.com/eventbridge/latest/APIReference/, the page beside each). */

/** API_PutEvents.html */
export const MINIMUM_PUT_EVENTS = 1;
export const MAXIMUM_PUT_EVENTS = 10;
/** User guide, eb-putevents.html: of all entries together. */
export const MAXIMUM_PUT_BYTES = 262_144;
/** API_PutRule.html, API_CreateEventBus.html */
export const MAXIMUM_RULE_NAME_CHARACTERS = 64;
export const MAXIMUM_BUS_NAME_CHARACTERS = 256;
/** User guide, eb-quota.html */
export const MAXIMUM_TARGETS = 5;
/** API_ListRules.html */
export const MINIMUM_LISTED = 1;
export const MAXIMUM_LISTED = 100;
/** User guide, eb-scheduled-rule-pattern.html */
export const FIRST_CRON_YEAR = 1970;
export const LAST_CRON_YEAR = 2199;
