import React from "react";
import { render } from "react-dom";
import * as webchat from "rasa-webchat";

const Widget = webchat.default?.default ?? webchat.default;

render(
  React.createElement(Widget, { socketUrl: location.origin, title: "Chat", hideWhenNotConnected: false }),
  document.body.appendChild(document.createElement("div")),
);
