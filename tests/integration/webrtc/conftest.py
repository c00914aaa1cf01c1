from integration.node.conftest import StartNode, flv, start_node, video_only_flv

__all__ = ["StartNode", "flv", "start_node", "video_only_flv"]
