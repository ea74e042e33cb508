// The workshop club's bot on discord.js.
import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  ContainerBuilder,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  Partials,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';

const settings = process.env;
const TOPICS = ['Robots', 'Rockets', 'Gardens'];
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  partials: [Partials.Channel],
  allowedMentions: { parse: [] },
  rest: { api: `${settings.CLUB_ADDRESS}/api`, retries: 0 },
});
// Node 18 calls its own File experimental, with which discord.js uploads.
process.removeAllListeners('warning');
process.on('warning', (warning) => warning.name === 'ExperimentalWarning' || console.error(warning.stack));
const complain = (kind) => (what) => console.error(kind, what);
for (const kind of ['warn', 'error', 'invalidated']) client.on(kind, complain(kind));
for (const kind of ['rateLimited', 'invalidRequestWarning']) client.rest.on(kind, complain(kind));

const command = new SlashCommandBuilder()
  .setName('club')
  .setDescription('Workshops of the club')
  .addSubcommand((sub) => sub.setName('plan').setDescription('Plan a workshop'))
  .addSubcommand((sub) => sub.setName('look').setDescription('Say who and what is here'))
  .addSubcommand((sub) => sub.setName('report').setDescription('Make a long report'))
  .addSubcommand((sub) => sub.setName('wrong').setDescription('Go where nothing is'))
  .addSubcommand((sub) => sub.setName('card').setDescription('Show a card'))
  .addSubcommand((sub) =>
    sub
      .setName('find')
      .setDescription('Find a workshop')
      .addStringOption((option) =>
        option.setName('topic').setDescription('What about').setRequired(true).setAutocomplete(true),
      )
      .addIntegerOption((option) => option.setName('seats').setDescription('How many').setMinValue(1)),
  )
  .addSubcommand((sub) =>
    sub
      .setName('invite')
      .setDescription('Invite somebody')
      .addUserOption((option) => option.setName('who').setDescription('Whom').setRequired(true)),
  );

const row = (...parts) => new ActionRowBuilder().addComponents(...parts);
const controls = () => [
  row(new ButtonBuilder().setCustomId('join').setLabel('Join').setStyle(ButtonStyle.Primary)),
  row(
    new StringSelectMenuBuilder()
      .setCustomId('when')
      .setPlaceholder('When')
      .addOptions({ label: 'Monday', value: 'mon' }, { label: 'Friday', value: 'fri' }),
  ),
  row(new UserSelectMenuBuilder().setCustomId('helper').setPlaceholder('Helper')),
];
const plan = () =>
  new ModalBuilder()
    .setCustomId('plan')
    .setTitle('Plan a workshop')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Title')
        .setTextInputComponent(new TextInputBuilder().setCustomId('title').setStyle(TextInputStyle.Short).setMinLength(3)),
      new LabelBuilder()
        .setLabel('Level')
        .setTextInputComponent(new TextInputBuilder().setCustomId('level').setStyle(TextInputStyle.Short).setRequired(false)),
    );
const file = (words, name) => new AttachmentBuilder(Buffer.from(words), { name });

async function look(interaction) {
  const channel = await client.channels.fetch(interaction.channelId, { force: true });
  const said = await channel.send({ content: 'Remember me', nonce: 'club-1', enforceNonce: true });
  const again = await channel.send({ content: 'Remember me', nonce: 'club-1', enforceNonce: true });
  await said.edit('Remember this');
  const read = await channel.messages.fetch({ limit: 1 });
  await said.delete();
  const guild = await client.guilds.fetch({ guild: interaction.guildId, force: true });
  const member = await guild.members.fetch({ user: interaction.user.id, force: true });
  const found = await guild.members.search({ query: 'ana' });
  if (said.id !== again.id) return 'The nonce was not heeded';
  return [guild.name, member.displayName, found.first().displayName, read.first().content].join(', ');
}

const commands = {
  plan: async (act) => act.showModal(plan()),
  look: async (act) => {
    await act.deferReply({ flags: MessageFlags.Ephemeral });
    await act.editReply(await look(act));
  },
  report: async (act) => {
    await act.deferReply();
    await act.editReply({ content: 'The report', files: [file('goggles', 'report.txt')] });
    const more = await act.followUp({ content: 'More for you', flags: MessageFlags.Ephemeral });
    await act.webhook.editMessage(more, 'Less for you');
  },
  wrong: async (act) => {
    const words = await client.channels.fetch('700000000000000404').then(
      () => 'no error',
      (error) => `${error.code} ${error.status}`,
    );
    await act.reply({ content: words, flags: MessageFlags.Ephemeral });
  },
  card: async (act) =>
    act.reply({
      components: [
        new ContainerBuilder()
          .addTextDisplayComponents(new TextDisplayBuilder().setContent('**Workshops**'))
          .addActionRowComponents(row(new ButtonBuilder().setCustomId('greet').setLabel('Greet').setStyle(ButtonStyle.Success))),
      ],
      flags: MessageFlags.IsComponentsV2,
    }),
  find: async (act) =>
    act.reply({
      content: `${act.options.getString('topic')} for ${act.options.getInteger('seats') ?? 'all'}`,
      flags: MessageFlags.Ephemeral,
    }),
  invite: async (act) => {
    const invited = act.options.getUser('who');
    const words = await invited.send('You are invited').then(
      () => 'Invited',
      (error) => `Not invited: ${error.code}`,
    );
    await act.reply({ content: words, flags: MessageFlags.Ephemeral });
  },
};

async function planned(act) {
  const [title, level] = ['title', 'level'].map((name) => act.fields.getTextInputValue(name));
  await act.reply({ content: `${title}, ${level || 'any level'}`, components: controls() });
  await act.channel.send({ content: 'What to bring', files: [file('goggles', 'plan.txt')] });
}

async function chosen(act) {
  if (act.customId === 'join') {
    await act.update({ content: `<@${act.user.id}> joins`, components: controls() });
  } else if (act.customId === 'greet') {
    await act.update({ components: [new TextDisplayBuilder().setContent(`Welcome <@${act.user.id}>`)] });
  } else if (act.customId === 'when') {
    await act.reply({ content: `On ${act.values[0]}`, flags: MessageFlags.Ephemeral });
  } else {
    await act.deferUpdate();
    await act.editReply({ content: `<@${act.values[0]}> helps`, components: [] });
  }
}

client.on(Events.InteractionCreate, async (act) => {
  if (act.isAutocomplete()) {
    const typed = act.options.getFocused().toLowerCase();
    await act.respond(TOPICS.filter((topic) => topic.toLowerCase().includes(typed)).map((topic) => ({ name: topic, value: topic })));
  } else if (act.isChatInputCommand()) {
    await commands[act.options.getSubcommand()](act);
  } else if (act.isModalSubmit()) {
    await planned(act);
  } else {
    await chosen(act);
  }
});
client.on(Events.MessageCreate, async (message) => {
  if (!message.author.bot && !message.guildId) await message.reply(`Heard: ${message.content}`);
});
client.once(Events.ClientReady, async () => {
  const registered = await client.application.commands.set([command]);
  const known = await client.application.commands.fetch();
  if (known.size !== 1 || !known.has(registered.firstKey())) console.error('registered', known);
  console.log('ready');
});

process.stdin.resume();
process.stdin.on('end', async () => {
  await client.destroy();
  process.exit(0);
});
await client.login(settings.CLUB_BOT_TOKEN);
