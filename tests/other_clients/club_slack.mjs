// What the workshop club's bot shows on Slack and what it reads there, whichever way the events come.
const plain = (text) => ({ type: 'plain_text', text });
const option = (text, value) => ({ text: plain(text), value });
const input = (name, label, element, optional = false) => ({
  type: 'input',
  block_id: name,
  label: plain(label),
  optional,
  element: { action_id: name, ...element },
});
const DAYS = [option('Monday', 'mon'), option('Friday', 'fri')];

export const rooms = (typed) =>
  ['Lab 1', 'Lab 2', 'Library'].filter((room) => room.toLowerCase().includes(typed.toLowerCase())).map((room) => option(room, room));

export const form = (channel) => ({
  type: 'modal',
  callback_id: 'plan',
  private_metadata: channel,
  notify_on_close: true,
  title: plain('Plan a workshop'),
  submit: plain('Plan'),
  blocks: [
    input('title', 'Title', { type: 'plain_text_input' }),
    input('level', 'Level', { type: 'static_select', options: [option('Beginners', '1'), option('Advanced', '2')] }),
    input('helper', 'Helper', { type: 'users_select' }),
    input('room', 'Room', { type: 'external_select', min_query_length: 1 }, true),
  ],
});

export const card = (words) => [
  { type: 'section', text: { type: 'mrkdwn', text: words } },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'join', text: plain('Join') },
      { type: 'static_select', action_id: 'when', placeholder: plain('When'), options: DAYS },
    ],
  },
];

export const home = (words) => ({ type: 'home', blocks: [{ type: 'section', text: plain(words) }] });

export async function failing(call) {
  try {
    await call();
    return 'no error';
  } catch (error) {
    return error.data.error;
  }
}

export async function read(client, { channel_id: channel, user_id: user }) {
  const me = await client.auth.test();
  const person = await client.users.info({ user });
  const found = await client.users.lookupByEmail({ email: person.user.profile.email });
  const { members } = await client.conversations.members({ channel });
  const posted = await client.chat.postMessage({
    channel,
    text: 'Remember me',
    metadata: { event_type: 'club_note', event_payload: { key: 'k1' } },
  });
  const history = await client.conversations.history({ channel, limit: 1, include_all_metadata: true });
  const link = await client.chat.getPermalink({ channel, message_ts: posted.ts });
  await client.chat.delete({ channel, ts: posted.ts });
  const listed = [];
  for await (const page of client.paginate('users.list', { limit: 1 })) listed.push(...page.members);
  return [
    me.team,
    found.user.real_name,
    `${members.length} here`,
    `${listed.length} in all`,
    history.messages[0].metadata.event_payload.key,
    link.permalink.includes(channel) ? 'linked' : link.permalink,
  ].join(', ');
}
