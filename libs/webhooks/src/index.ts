export {
  createWebhookClient,
  DEFAULT_TIMEOUT_MS,
  type Exchange,
  type WebhookClient,
  type WebhookClientOptions,
  type WebhookRequest,
} from './client';
export { type DueDeliveries, dueDeliveries } from './deliver/claim';
export { type DeliverOptions, type DeliveryCounts, deliverDue } from './deliver/deliver-due';
export { type Random, type RetrySchedule, STANDARD_SCHEDULE } from './deliver/retry';
export type { Endpoint, EndpointFilter, EndpointSettings } from './endpoint/endpoint';
export { findEndpoint, findSecret, listEndpoints } from './endpoint/read';
export { createEndpoint, deleteEndpoint, updateEndpoint } from './endpoint/write';
export { messageIdOf } from './ids';
export {
  type Attempt,
  DELIVERY_STATES,
  type Delivery,
  type DeliveryState,
  type Message,
  type MessageSummary,
} from './message/message';
export { findMessage, listAttempts, listMessages, type MessageFilter } from './message/read';
export { replayMessage } from './message/replay';
export { bodyOf, MESSAGE_TYPES, type MessageType, type OutgoingMessage } from './outgoing';
export { hasSubscribers, type Planned, planMessages } from './plan-messages';
export { type SignedHeaders, sign, signedHeaders } from './signature';
export { type AllowList, LOOPBACK_ONLY, parseAllowList } from './target/allow-list';
export {
  createTargetPolicy,
  type Resolve,
  type ResolvedAddress,
  refuseTarget,
  type TargetPolicy,
  type TargetRefusal,
} from './target/target-policy';
export { sendTestMessage, type TestExchange } from './test-message';
