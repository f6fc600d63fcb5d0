import { expect, scenario } from "#scenario";

const MINUTE = 60_000;

// docs/fixed-system.md, D15: a finalization that is given up frees its listing, any other job does not.
scenario(
  "jobs of two listings that wait for their owner are given up: only the finalization's listing goes back to its photographer",
  {
    // Listing 29 has none to wait for: its job is another one.
    violates: ["approval-has-bundle"],
    world: {
      workers: true,
      listings: [
        { id: 28, status: 7 },
        { id: 29, status: 7 },
      ],
    },
  },
  async ({ world }) => {
    await world.database.execute(
      `INSERT INTO media_processing_jobs (listing_identity_id, status, provider, started_at)
       VALUES (28, 'RUNNING', 'STEP_FUNCTIONS_FINALIZATION', NOW()), (29, 'RUNNING', 'STEP_FUNCTIONS', NOW())`,
    );
    await world.advance(36 * MINUTE);
    await expect(world).toHaveJobRows([{ status: "FAILED" }, { status: "FAILED" }]);
    await expect(world).toHaveListingStatus(28, 6);
    await expect(world).toHaveListingStatus(29, 7);
  },
);
