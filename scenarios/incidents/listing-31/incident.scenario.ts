import { readFileSync } from "node:fs";
import { expect, namedUploads, readFactsEvidence, scenario } from "#scenario";

const path = new URL("./evidence.json", import.meta.url);
const evidence = readFactsEvidence(readFileSync(path, "utf8"), "evidence.json");
const listing = 31;

scenario(
  "incident of listing 31: the revision “current”, where kitchen.jpg (PHOTO_HORIZONTAL 2) is truncated, as an interrupted upload leaves it",
  {
    revision: "current",
    startAt: "2026-01-20T14:02:00.000Z",
    world: {
      nextJobId: 57,
      listings: [{ id: listing, status: 6 }],
    },
  },
  async ({ world, photographer, uploads }) => {
    const files = await namedUploads(uploads, [
      { assetType: "PHOTO_HORIZONTAL", sequence: 1, name: "living-room.jpg" },
      { assetType: "PHOTO_HORIZONTAL", sequence: 2, name: "kitchen.jpg", condition: "truncated" },
      { assetType: "PHOTO_VERTICAL", sequence: 1, name: "facade.jpg" },
    ]);
    world.random.stream("listing-media-consolidate-staging").pinIntegers(0);

    await photographer.upload(listing, files);
    await world.settle();

    await world.advanceTo("2026-01-20T14:02:10.000Z");
    expect((await photographer.process(listing)).status).toBe(202);
    world.random.stream("server/request-id").pin("90f1f05f-5c15-4163-b007-fbbb6edb71c8");
    world.random.stream("server/trace-id").pin("e8c5469c64bb023756dc7ebdd9d163cc");
    world.random.stream("server/span-id").pin("b480f45995a34d7f");
    world.latency.arriveAt("server", [Date.parse("2026-01-20T14:02:14.026Z")], "POST /api/v2/listings/media/callback");
    world.latency.setNext("mysql", [2, 2, 2, 2, 2, 2, 1, 1, 1, 3]);
    await world.settle();

    expect((await photographer.complete(listing)).status).toBe(409);
    await world.settle();

    await expect(world).toReproduce(evidence);
  },
);
