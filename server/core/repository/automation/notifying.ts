/** Steps that tell people: names of actions, orbs, plugins and tasks that send messages. */

const MESSENGERS = /slack|discord|telegram|msteams|ms-teams|teams-notif|teams-deploy|mattermost|rocket\.?chat|pagerduty|opsgenie|send-?e?-?mail|mail-action|email|sendgrid|twilio|pushover|(?:create|open)-an?-issue|create-issue|google-?chat|webex|zulip/i;

const SENDS = /hooks\.slack\.com|SLACK_WEBHOOK|discord(?:app)?\.com\/api\/webhooks|DISCORD_WEBHOOK|api\.telegram\.org|webhook\.office\.com|TEAMS_WEBHOOK|events\.pagerduty\.com|api\.opsgenie\.com|\bsendmail\b|\bmailx?\s+-s\b|\bmutt\s+-s\b|\bgh\s+issue\s+create\b/;

/** Says whether an action, orb or plugin of this name sends messages to people. */
export function isMessenger(name: string): boolean {
  return MESSENGERS.test(name);
}

/** Says whether a line of a script sends a message to people. */
export function sendsMessage(line: string): boolean {
  return SENDS.test(line);
}
