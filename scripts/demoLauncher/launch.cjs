const { commands } = require('vscode');

exports.activate = () => commands.executeCommand('cognitoReplicas.exploreDemo');
