import { defineConfig } from "#config";

/** Where the test has built the three programs. */
const PROGRAMS = process.env.GO_SYSTEM ?? "bin";

export default defineConfig({
  systems: {
    go: {
      revision: "current",
      clock: process.env.GO_SYSTEM_CLOCK === "virtual" ? "virtual" : "real",
      server: {
        command: `${PROGRAMS}/server --config settings.json`,
        files: {
          "settings.json": JSON.stringify({
            address: "{{server.address}}",
            database: "{{database.go}}",
            redis: "{{redis.url}}",
            bucket: "{{bucket.name}}",
            queueUrl: "{{queue.url}}",
            finalizationMachine: "{{stateMachine.finalization.arn}}",
            callbackSecret: "{{callback.secret}}",
            tokenSecret: "{{jwt.secret}}",
            accessMinutes: 15,
          }).replace(/}$/, ',"workers":{{workers}}}'),
        },
        environment: {
          AWS_ENDPOINT_URL: "{{cloud.endpoint}}",
          AWS_REGION: "{{cloud.region}}",
          AWS_ACCESS_KEY_ID: "{{cloud.accessKeyId}}",
          AWS_SECRET_ACCESS_KEY: "{{cloud.secretAccessKey}}",
          AWS_EC2_METADATA_DISABLED: "true",
        },
        ready: "/ready",
      },
      lambdas: { validate: `${PROGRAMS}/validate`, callback: `${PROGRAMS}/callback` },
      database: { name: "toq_go" },
      services: ["redis"],
    },
  },
  stories: { "go-system": "stories" },
});
