/** What the composition hands to the webhooks: where they may go (`TargetPolicy`), and who sends the tests (`WebhookClient`). */
export const WEBHOOK_TARGETS = Symbol('WEBHOOK_TARGETS');
export const WEBHOOK_CLIENT = Symbol('WEBHOOK_CLIENT');
