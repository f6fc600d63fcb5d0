import { readFileSync } from "node:fs";
import { expect, PROCESSING_MACHINE, readEvidence, scenario } from "#scenario";

const path = new URL("./evidence/incident-28.json", import.meta.url);
const evidence = readEvidence(readFileSync(path, "utf8"), "evidence/incident-28.json");

scenario(
  "the night of 2025-12-03: complete answers success, both jobs succeed, and no ZIP ever exists",
  {
    revision: "incident",
    startAt: "2025-12-03T10:11:10Z",
    violates: ["finalization-machine", "bundle-exists", "no-hollow-success", "approval-has-bundle", "start-time"],
    world: { accountId: "058264253741", finalizationMachine: PROCESSING_MACHINE },
  },
  async ({ world, photographer, uploads }) => {
    // The evidence shows the outputs in the order of their assets, which is one that Go's maps give.
    world.random.stream("listing-media-consolidate-staging").pinIntegers(0, 0);
    const callback = "POST /api/v2/listings/media/callback";
    world.latency.arriveAt("server", [Date.parse("2025-12-03T10:11:20Z")], callback);
    await photographer.upload(28, uploads);
    await photographer.process(28);
    await world.settle();

    await world.advanceTo("2025-12-03T10:13:14Z");
    world.random.stream("server/trace-id").pin("2b63e64e71537bb0327788965465ed16");
    world.random.stream("server/child-span-id").pin("45348f2c8c2a34bf");
    const answer = await photographer.complete(28);
    expect(answer.status).toBe(200);

    world.random.stream("server/request-id").pin(evidence.requestId);
    world.random.stream("server/trace-id").pin("d28c621c4534da5f3486e3fe5348d05a");
    world.random.stream("server/span-id").pin("77775a1f91c7a80d");
    world.latency.arriveAt("server", [Date.parse("2025-12-03T10:13:16.106Z")], callback);
    // BEGIN, job, update and first lookup took 12 ms that night; then one lookup after the other, then the commit.
    world.latency.setNext("mysql", [3, 3, 3, 3, 1, 2, 1, 7]);
    await world.settle();

    await expect(world).toReproduce(evidence);
    // Nothing beside what was reported: two jobs, and of the request with its id seven lines.
    await expect(world).toHaveJobRows([{ id: 20 }, { id: 21 }]);
    const ofRequest = world
      .logs("server")
      .filter(({ fields }) => new Map(fields).get("request_id") === evidence.requestId);
    expect(ofRequest).toHaveLength(7);
    await expect(world).toHaveNoZip();
  },
);
