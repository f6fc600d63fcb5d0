import { expect, registerProcessingJob, scenario, sendCallback } from "#scenario";

// docs/contract/config.md 1: an empty secret means that no signature is checked.
scenario(
  "a server without a callback secret takes every callback, and warns",
  { world: { settings: { callback: { sharedSecret: "" } } } },
  async ({ world, photographer, uploads }) => {
    await registerProcessingJob(world, photographer, uploads.slice(0, 1));
    const body = { jobId: 20, listingIdentityId: 28, status: "FAILED", outputs: [] };
    expect((await sendCallback(world, body, { signature: null })).status).toBe(200);
    await expect(world).toHaveLogged("WARN", "adapter.stepfunctions.callback.secret_missing");
    await expect(world).toHaveJobRows([{ id: 20, status: "FAILED" }]);
  },
);
