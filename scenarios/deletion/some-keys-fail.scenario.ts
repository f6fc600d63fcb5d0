import { expect, scenario } from "#scenario";

const ERROR = "<Error><Key>28/raw/a.jpg</Key><Code>InternalError</Code><Message>try again</Message></Error>";
const GONE = "<Error><Key>28/raw/a.jpg</Key><Code>NoSuchKey</Code><Message>gone</Message></Error>";
const result = (errors: string) => ({
  status: 200,
  headers: { "content-type": "application/xml" },
  body: Buffer.from(`<?xml version="1.0"?><DeleteResult>${errors}</DeleteResult>`),
});

// docs/contract/http-api.md 5.7: S3 answers 200 and names the keys that it could not delete.
scenario(
  "S3 deletes some objects and not others: the rest is tried again by the reconciler, what is gone already is no failure",
  { world: { workers: true } },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 2));
    const arm = (errors: string) =>
      world.faults.arm(
        { source: "server", target: "s3", operation: "DeleteObjects" },
        { name: "some keys fail", result: () => result(errors) },
      );
    const remove = (sequence: number) =>
      photographer.request("DELETE", "/api/v2/listings/media/delete", {
        listingIdentityId: 28,
        assetType: "PHOTO_HORIZONTAL",
        sequence,
      });
    arm(ERROR);
    expect((await remove(1)).json).toEqual({ status: "asset_deleted" });
    const details = "s3 delete_objects returned errors: key=28/raw/a.jpg code=InternalError message=try again";
    await expect(world).toHaveLogged("ERROR", "adapter.s3.listing.delete_objects_partial_failure", { details });
    await expect(world).toHaveLogged("WARN", "service.media.delete.objects_left_for_later", { err: details });
    expect(await world.database.rows("media_outbox")).toMatchObject([{ kind: "delete", job_id: 0 }]);
    expect(await world.objects()).toHaveLength(2);

    await world.advance(6 * 60_000);
    expect(await world.database.rows("media_outbox")).toEqual([]);
    expect(await world.objects()).toHaveLength(1);

    arm(GONE);
    await photographer.signIn();
    expect((await remove(2)).status).toBe(200);
    expect(await world.database.rows("media_outbox")).toEqual([]);
  },
);
