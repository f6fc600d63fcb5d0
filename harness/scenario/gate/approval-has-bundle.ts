import { bundleOf, isFinalization } from "./finalization-jobs.ts";
import type { GateRule } from "./rule.ts";

/** Status of a listing that waits for its owner: docs/contract/database.md 3. */
const PENDING_OWNER_APPROVAL = 7;

export const approvalHasBundle: GateRule = {
  id: "approval-has-bundle",
  rule: "a listing that waits for its owner has a running finalization or an existing bundle",
  check: ({ listings, jobs, objectKeys }) =>
    listings
      .filter(({ status }) => status === PENDING_OWNER_APPROVAL)
      .filter(({ listing_identity_id }) => {
        const finalizations = jobs.filter(
          (job) => job.listing_identity_id === listing_identity_id && isFinalization(job),
        );
        return !finalizations.some((job) => job.status === "RUNNING" || bundleOf(job, objectKeys) !== undefined);
      })
      .map(({ listing_identity_id }) => ({
        expected: `listing ${listing_identity_id} in ${PENDING_OWNER_APPROVAL}: a running finalization or a ZIP`,
        found: `listing ${listing_identity_id} in ${PENDING_OWNER_APPROVAL}: neither`,
      })),
};
