import { expect, scenario, uploadProcessed, type World } from "#scenario";

const pushes = (world: World) =>
  world.pushes().map((hop) => JSON.parse(world.trace.body(hop.request)?.toString() ?? "null") ?? hop.resource);

const message = (fields: Readonly<Record<string, unknown>>) => [
  "service.media.complete.owner_notification_enqueued",
  fields,
];

// docs/contract/http-api.md 5.3: to every device of an owner who has opted in.
scenario(
  "the owner is told on each device that the media are there; who does not want it, or has none, is not",
  {
    world: {
      listings: [
        { id: 28, status: 6 },
        { id: 29, status: 8 },
        { id: 30, status: 6, ownerId: 13 },
      ],
    },
  },
  async ({ world, photographer, owner, uploads }) => {
    await owner.signIn();
    await world.database.execute(
      `INSERT INTO device_tokens (user_id, device_token, device_id) VALUES (7, 'a second device', 'x')`,
    );
    await uploadProcessed(world, photographer, uploads.slice(0, 1));
    await photographer.complete(28);
    await world.settle();
    expect(pushes(world)).toHaveLength(2);
    const [name, fields] = message({ listing_identity_id: 28, listing_version: 1, tokens_count: 2 });
    await expect(world).toHaveLogged("INFO", String(name), fields as Record<string, unknown>);
    await expect(world).toHaveLogged("INFO", "notification.processing", {
      type: "fcm",
      subject: "Midias do anuncio Listing 28 prontas para revisao",
    });

    const finalize = async (id: number) => {
      await world.database.execute("UPDATE media_assets SET listing_identity_id = ?", [id]);
      expect((await photographer.complete(id)).status).toBe(200);
      await world.settle();
      await expect(world).toHaveListingStatus(id, 7);
    };
    await world.database.execute("UPDATE users SET opt_status = 0 WHERE id = 7");
    await finalize(29);
    expect(pushes(world)).toHaveLength(2);
    const none = "service.media.complete.owner_notification.no_tokens";
    await expect(world).toHaveLogged("WARN", none, { listing_identity_id: 29, owner_id: 7 });
    // The owner of this one has signed in nowhere.
    await finalize(30);
    expect(pushes(world)).toHaveLength(2);
    await expect(world).toHaveLogged("WARN", none, { listing_identity_id: 30, owner_id: 13 });
  },
);
