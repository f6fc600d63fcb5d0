import { breakDatabase, expect, type StatementKind, scenario, sendCallback, uploadProcessed } from "#scenario";

const LIST = "/api/v2/listings/media";
const ASSET = { listingIdentityId: 28, assetType: "PHOTO_HORIZONTAL", sequence: 1 };

// docs/contract/http-api.md 4 to 6: what is answered when a statement of the database fails.
scenario(
  "the database fails at one statement or another: each answer is the contract's 500, and nothing is half done",
  {},
  async ({ world, photographer, owner, uploads }) => {
    await photographer.signIn();
    await owner.signIn();
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.listMedia(28);
    await owner.listMedia(28);
    await owner.approve(28);
    await world.database.execute(
      `INSERT INTO media_processing_jobs (listing_identity_id, status, provider) VALUES (28, 'PENDING', 'STEP_FUNCTIONS')`,
    );
    const upload = () => photographer.requestUploads(28, uploads.slice(0, 1));
    const process = async () => {
      await world.database.execute("UPDATE media_assets SET status = 'FAILED'");
      return photographer.process(28);
    };
    const complete = async () => {
      await world.database.execute("UPDATE media_assets SET status = 'PROCESSED'");
      return photographer.complete(28);
    };
    const list = () => photographer.listMedia(28);
    const update = () => photographer.request("POST", `${LIST}/update`, { ...ASSET, title: "x" });
    const remove = () => photographer.request("DELETE", `${LIST}/delete`, ASSET);
    const call = () => sendCallback(world, { jobId: 20, listingIdentityId: 28, status: "FAILED", outputs: [] });
    const approve = async () => {
      await world.database.execute("UPDATE listing_versions SET status = 7");
      const answer = await owner.approve(28);
      await world.database.execute("UPDATE listing_versions SET status = 6");
      return answer;
    };
    const signIn = () => owner.signIn();
    const table: readonly (readonly [() => Promise<{ json: unknown }>, StatementKind, string, number?])[] = [
      [signIn, "SELECT users", "Internal server error"],
      [signIn, "COMMIT", "Internal server error"],
      [upload, "BEGIN", "failed to start transaction"],
      [upload, "SELECT listing_identities", "failed to load listing"],
      [upload, "SELECT listing_photographers", "failed to check listing access"],
      [upload, "SELECT media_assets", "failed to check existing asset"],
      [upload, "INSERT media_assets", "failed to persist asset"],
      [upload, "COMMIT", "failed to commit upload request"],
      [process, "BEGIN", "failed to start transaction"],
      [process, "SELECT listing_identities", "failed to load listing"],
      [process, "SELECT media_assets", "failed to list pending assets"],
      [process, "INSERT media_processing_jobs", "failed to register job"],
      [process, "INSERT media_assets", "failed to update asset status"],
      [process, "COMMIT", "failed to commit process request"],
      [complete, "SELECT listing_identities", "failed to load listing"],
      [complete, "SELECT media_assets", "failed to list assets"],
      [complete, "INSERT media_processing_jobs", "failed to register zip job"],
      [complete, "COMMIT", "failed to commit transaction"],
      [list, "BEGIN", "failed to start transaction"],
      [list, "SELECT media_assets", "failed to list assets"],
      [list, "SELECT media_assets", "failed to count assets", 1],
      [list, "SELECT media_processing_jobs", "failed to fetch finalization job"],
      [update, "SELECT media_assets", "failed to get asset"],
      [update, "INSERT media_assets", "failed to update asset"],
      [update, "COMMIT", "failed to commit transaction"],
      [remove, "SELECT media_assets", "failed to get asset"],
      [remove, "DELETE media_assets", "failed to delete asset from db"],
      [call, "BEGIN", "failed to start transaction"],
      [call, "SELECT media_processing_jobs", "failed to get job"],
      [call, "UPDATE media_processing_jobs", "failed to update job"],
      [call, "COMMIT", "failed to commit transaction"],
      [approve, "SELECT listing_identities", "failed to load listing"],
      [approve, "UPDATE listing_versions", "failed to update listing status"],
      [approve, "COMMIT", "failed to commit owner approval"],
    ];
    for (const [ask, operation, message, skip = 0] of table) {
      breakDatabase(world, operation, { skip });
      const { json } = await ask();
      expect([operation, json]).toEqual([operation, { code: 500, details: null, message }]);
      expect([operation, message, world.faults.unspent()]).toEqual([operation, message, []]);
    }
    await expect(world).toHaveJobRows([{ id: 20, status: "PENDING" }]);
    await expect(world).toHaveAssets([{ sequence: 1, title: "PHOTO_HORIZONTAL 1" }]);
    await expect(world).toHaveListingStatus(28, 6);
    expect(await world.executions()).toEqual([]);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
