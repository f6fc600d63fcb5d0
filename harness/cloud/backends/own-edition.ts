/** What our health report says in the place of LocalStack's `community`. */
export const OWN_EDITION = "toq-media-harness";
