// The workshop club's bot on Slack's own JavaScript framework, by Socket Mode or by signed HTTP requests.
import bolt from '@slack/bolt';
import { card, failing, form, home, read, rooms } from './club_slack.mjs';

const { App, LogLevel, SocketModeReceiver } = bolt;
const settings = process.env;
const byHttp = settings.CLUB_MODE === 'http';
const clientOptions = { slackApiUrl: `${settings.CLUB_ADDRESS}/api/`, retryConfig: { retries: 0 } };
const logLevel = LogLevel.WARN;
const app = new App({
  token: settings.CLUB_BOT_TOKEN,
  clientOptions,
  logLevel,
  ...(byHttp
    ? { signingSecret: settings.CLUB_SIGNING_SECRET }
    : {
        // The wait before it connects again is the ping's: 5 s if nothing is said.
        receiver: new SocketModeReceiver({
          appToken: settings.CLUB_APP_TOKEN,
          clientPingTimeout: 2000,
          installerOptions: { clientOptions },
          logLevel,
        }),
      }),
});

app.error(async (error) => console.error(error));

app.command('/club', async ({ ack, body, client, command, respond }) => {
  const asked = {
    form: async () => {
      await client.views.open({ trigger_id: body.trigger_id, view: form(command.channel_id) });
      await ack();
    },
    look: async () => {
      await ack();
      await respond(await read(client, command));
    },
    wrong: async () => ack(await failing(() => client.chat.postMessage({ channel: 'C404', text: 'Lost' }))),
  };
  await asked[command.text]();
});

app.options('room', async ({ ack, options }) => ack({ options: rooms(options.value) }));

app.view('plan', async ({ ack, body, client, view }) => {
  const values = view.state.values;
  const title = values.title.title.value;
  if (title.length < 3) {
    await ack({ response_action: 'errors', errors: { title: 'Say a little more.' } });
    return;
  }
  await ack();
  const channel = view.private_metadata;
  const level = values.level.level.selected_option.text.text;
  const helper = values.helper.helper.selected_user;
  const room = values.room.room.selected_option?.value ?? 'no room';
  const words = `${title}, ${level}, with <@${helper}> in ${room}`;
  await client.chat.postMessage({ channel, text: words, blocks: card(words) });
  await client.files.uploadV2({
    channel_id: channel,
    initial_comment: 'What to bring',
    file: Buffer.from(`For ${body.user.id}: goggles`),
    filename: 'plan.txt',
  });
});

app.view({ callback_id: 'plan', type: 'view_closed' }, async ({ ack, body, client }) => {
  await ack();
  const opened = await client.conversations.open({ users: body.user.id });
  await client.chat.postMessage({ channel: opened.channel.id, text: 'Put away' });
});

app.action('join', async ({ ack, body, client }) => {
  await ack();
  const words = `${body.message.text}. <@${body.user.id}> joins`;
  await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: words, blocks: card(words) });
});

app.action('when', async ({ ack, action, respond }) => {
  await ack();
  await respond({ text: `On ${action.selected_option.text.text}`, replace_original: false });
});

app.event('app_home_opened', async ({ client, event }) => {
  await client.views.publish({ user_id: event.user, view: home('Workshops of the club') });
});

app.event('app_mention', async ({ event, say }) => say({ text: 'Here I am', thread_ts: event.ts }));

app.message(/./, async ({ client, message, say }) => {
  if (message.channel_type !== 'im') return;
  await client.reactions.add({ channel: message.channel, timestamp: message.ts, name: 'eyes' });
  await say(`Heard: ${message.text}`);
});

process.stdin.resume();
process.stdin.on('end', async () => {
  await app.stop();
  process.exit(0);
});
await (byHttp ? app.start({ port: Number(settings.CLUB_PORT), host: '127.0.0.1' }) : app.start());
console.log('ready');
